package io.prontuario.workloads.inference.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** BERT's uncased tokenizer: lower case, no accents, words and signs apart, then the longest known pieces from the left. */
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final String CONTINUED = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int begin;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = required("[UNK]");
        this.begin = required("[CLS]");
        this.end = required("[SEP]");
    }

    /** Reads the vocabulary of a tokenizer.json. */
    static WordPieces of(JsonNode tokenizer) {
        JsonNode model = tokenizer.path("model");
        if (!model.path("vocab").isObject()
                || !"WordPiece".equals(model.path("type").asText("WordPiece"))) {
            throw new IllegalArgumentException("the tokenizer is not a WordPiece tokenizer with a vocabulary");
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .fields()
                .forEachRemaining(
                        entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
        return new WordPieces(vocabulary);
    }

    private int required(String word) {
        Integer id = vocabulary.get(word);
        if (id == null) {
            throw new IllegalArgumentException("the tokenizer's vocabulary has no " + word);
        }
        return id;
    }

    /** The ids of the text, between the marks for beginning and end. */
    long[] ids(String text) {
        List<Integer> ids = new ArrayList<>();
        ids.add(begin);
        for (String word : words(text)) {
            pieces(word, ids);
        }
        ids.add(end);
        return ids.stream().mapToLong(Integer::longValue).toArray();
    }

    private void pieces(String word, List<Integer> ids) {
        if (word.length() > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        List<Integer> found = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer id = null;
            while (to > from && id == null) {
                id = vocabulary.get((from == 0 ? "" : CONTINUED) + word.substring(from, to));
                to--;
            }
            if (id == null) {
                ids.add(unknown);
                return;
            }
            found.add(id);
            from = to + 1;
        }
        ids.addAll(found);
    }

    static List<String> words(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                return; // an accent
            }
            boolean apart = sign(c) || ideograph(c);
            if (apart || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                flush(word, words);
                if (apart) {
                    words.add(Character.toString(c));
                }
            } else if (c != 0 && c != 0xFFFD && !control(c)) {
                word.appendCodePoint(c);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean control(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    private static boolean sign(int c) {
        boolean ascii = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
        return ascii
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    private static boolean ideograph(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }
}
