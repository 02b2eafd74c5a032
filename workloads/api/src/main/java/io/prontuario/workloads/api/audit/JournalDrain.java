package io.prontuario.workloads.api.audit;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves journaled entries to the record's chain, each once: a segment is deleted after its entries are committed, and entries
 * that the chain already has are left out, so that the process may be killed at any point.
 */
final class JournalDrain {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);
    private static final int BATCH_SIZE = 200;

    private final AuditJournal journal;
    private final AuditAppender appender;

    JournalDrain(AuditJournal journal, AuditAppender appender) {
        this.journal = journal;
        this.appender = appender;
    }

    /** Moves everything that waits; returns the number of entries moved. */
    int run() throws IOException, SQLException {
        if (journal.isEmpty()) {
            return 0;
        }
        int moved = 0;
        List<JournalSegment> segments = journal.take();
        try {
            for (JournalSegment segment : segments) {
                moved += move(segment);
            }
        } finally {
            for (JournalSegment segment : segments) {
                segment.close();
            }
        }
        if (moved > 0) {
            LOG.info("{} journaled audit entries were moved to the record", moved);
        }
        return moved;
    }

    /** Whether the record takes a commit. */
    boolean recordAnswers() throws SQLException {
        return appender.answers();
    }

    private int move(JournalSegment segment) throws IOException, SQLException {
        JournalSegment.Content content = segment.read();
        List<IdentifiedEntry> entries = content.entries();
        int moved = 0;
        for (int from = 0; from < entries.size(); from += BATCH_SIZE) {
            moved += appender.appendMissing(entries.subList(from, Math.min(from + BATCH_SIZE, entries.size())));
        }
        if (content.damaged() == 0) {
            segment.delete();
        } else {
            LOG.error(
                    "{} lines of the audit journal {} are damaged; the others were moved to the record, the file is kept as .damaged",
                    content.damaged(),
                    segment.file());
            segment.setAside();
        }
        return moved;
    }
}
