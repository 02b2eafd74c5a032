package io.prontuario.testbed.peer;

import io.fabric8.kubernetes.api.model.Condition;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an object's status said of the record that was not "all is well", each once, in its order. Pure. */
final class Said {
    private static final Set<String> TYPES = Set.of("WriterSafe", "DataProtected");
    /** Messages with numbers in them come again and again. */
    private static final int MOST = 20;

    private Said() {}

    static List<String> of(List<PlatformStatus> statuses) {
        Set<String> said = new LinkedHashSet<>();
        for (PlatformStatus status : statuses) {
            status.conditions().stream()
                    .filter(condition -> TYPES.contains(condition.getType()))
                    .filter(condition -> !"True".equals(condition.getStatus()))
                    .map(Said::condition)
                    .forEach(said::add);
            if (status.data() != null) {
                problems(status.data(), said);
            }
        }
        return said.stream().limit(MOST).toList();
    }

    private static String condition(Condition condition) {
        return condition.getType() + " " + condition.getStatus() + " " + condition.getReason() + ": "
                + condition.getMessage();
    }

    private static void problems(DataStatus data, Set<String> said) {
        data.copies().stream()
                .filter(copy -> copy.problem() != null)
                .forEach(copy -> said.add("status.data " + copy.name() + ": " + copy.problem()));
        if (data.witness() != null && data.witness().problem() != null) {
            said.add("status.data witness: " + data.witness().problem());
        }
    }

    /** For tables: what comes before the message. */
    static String brief(String said) {
        return said.substring(0, said.indexOf(':') < 0 ? said.length() : said.indexOf(':'));
    }
}
