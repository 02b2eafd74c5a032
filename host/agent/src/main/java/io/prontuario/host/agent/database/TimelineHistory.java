package io.prontuario.host.agent.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A writer's timelines, oldest first, each with where it ends; the last one is open.
 *
 * @param timelines of the writer
 */
record TimelineHistory(List<Timeline> timelines) {
    TimelineHistory {
        timelines = List.copyOf(timelines);
    }

    record Timeline(int number, long end) {}

    /** @param text of the history file of the current timeline; empty where that is the first */
    static TimelineHistory parse(String text, int current) {
        List<Timeline> timelines = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 2 && !words[0].startsWith("#")) {
                timelines.add(new Timeline(Integer.parseInt(words[0]), Lsn.parse(words[1])));
            }
        }
        timelines.add(new Timeline(current, Long.MAX_VALUE));
        return new TimelineHistory(timelines);
    }

    int current() {
        return timelines.get(timelines.size() - 1).number();
    }

    /** Whether the writer's history goes on from this place. */
    boolean continues(int timeline, long position) {
        for (Timeline part : timelines) {
            if (part.number() == timeline) {
                return position <= part.end();
            }
        }
        return false;
    }

    /** Whether both know a timeline of the same number that different boxes, or starts, began: positions on it do not compare. */
    static boolean clash(Map<Integer, String> one, Map<Integer, String> other) {
        return one.entrySet().stream()
                .anyMatch(entry -> other.containsKey(entry.getKey())
                        && !other.get(entry.getKey()).equals(entry.getValue()));
    }
}
