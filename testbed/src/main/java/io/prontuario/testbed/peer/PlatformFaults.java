package io.prontuario.testbed.peer;

import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.RecordStatus;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.fault.SmallDisk;
import io.prontuario.testbed.fault.WrongClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The platform's own faults on the test bed. */
final class PlatformFaults implements OwnFaults {
    private static final DetectionSpec DOCUMENT = new DetectionSpec("5s", "2s", 3);
    private static final Duration ACCEPTED = Duration.ofSeconds(120);
    private static final String ETCD = "etcd";
    /** The control plane is on it, so that its own death cannot be read in status. */
    private static final String EDGE = "edge";

    private static final List<String> MACHINES = List.of("mac-studio-1", "mac-studio-2", EDGE);

    /** Room for the WAL of the minutes before it is filled. */
    private static final long ROOM = 512L << 20;
    /** Each of these messages takes half a segment; there may be some segments whose room was taken before. */
    private static final int MESSAGES = 12;

    private static final String MESSAGE = "SELECT pg_logical_emit_message(false, 'ledger', repeat('x', 8 << 20))";
    private static final Duration STATEMENT = Duration.ofSeconds(5);

    private final DemoPlatform platform;
    private final Supplier<SqlRoute> writer;
    private boolean slow;
    private boolean etcdStopped;

    /** @param writer the way to the writer of the moment */
    PlatformFaults(DemoPlatform platform, Supplier<SqlRoute> writer) {
        this.platform = platform;
        this.writer = writer;
    }

    @Override
    public void documentTimings() {
        slow = true;
        detect(DOCUMENT);
    }

    /** The only member, or two of three. */
    @Override
    public String stopEtcd() {
        List<String> members = platform.stretched() ? List.of("mac-studio-1", "mac-studio-2") : List.of(EDGE);
        etcdStopped = true;
        members.forEach(member -> platform.testbed().faults().stop(member, ETCD));
        return String.join(" and ", members);
    }

    @Override
    public void smallDisk(String host) {
        restart(host, () -> disk(host).putIn(ROOM));
    }

    @Override
    public void fillDisk(String host) {
        disk(host).fill();
        try (Connection connection = writer.get().open(0, STATEMENT);
                Statement statement = connection.createStatement()) {
            for (int number = 0; number < MESSAGES; number++) {
                statement.execute(MESSAGE);
            }
        } catch (SQLException full) {
            // The writer may be what has no room; the ledger's clients see the same.
            return;
        }
    }

    @Override
    public void freeDisk(String host) {
        disk(host).free();
    }

    @Override
    public void wrongClock(String host, Duration shift) {
        restart(host, () -> clock(host).set(shift));
    }

    /** The host is off until status shows that, so that what status says afterwards is about its new start. */
    private void restart(String host, Runnable whileOff) {
        if (!platform.testbed().faults().isDead(host)) {
            platform.testbed().faults().kill(host);
        }
        whileOff.run();
        if (!host.equals(EDGE)) {
            seenOff();
        }
        platform.testbed().faults().revive(host);
    }

    private void seenOff() {
        try (RecordStatus status = platform.recordStatus()) {
            status.awaitPart(ACCEPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }

    private WrongClock clock(String host) {
        return platform.testbed().faults().clock(host);
    }

    private SmallDisk disk(String host) {
        return platform.testbed().faults().smallDisk(host);
    }

    @Override
    public void undo() {
        MACHINES.stream()
                .filter(host -> disk(host).present())
                .forEach(host -> restart(host, () -> disk(host).takeOut()));
        MACHINES.stream()
                .filter(host -> clock(host).present())
                .forEach(host -> restart(host, () -> clock(host).reset()));
        if (etcdStopped) {
            platform.testbed().faults().heal();
            etcdStopped = false;
        }
        if (slow) {
            detect(platform.object().detection());
            slow = false;
        }
    }

    private void detect(DetectionSpec detection) {
        try (RecordStatus status = platform.recordStatus()) {
            status.detect(detection, ACCEPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }
}
