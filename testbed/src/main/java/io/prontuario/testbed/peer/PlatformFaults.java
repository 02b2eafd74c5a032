package io.prontuario.testbed.peer;

import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.testbed.demo.DemoPlatform;
import io.prontuario.testbed.demo.RecordStatus;
import io.prontuario.testbed.exec.TestbedException;
import java.time.Duration;
import java.util.List;

/** The platform's own faults on the test bed. */
final class PlatformFaults implements OwnFaults {
    private static final DetectionSpec DOCUMENT = new DetectionSpec("5s", "2s", 3);
    private static final Duration ACCEPTED = Duration.ofSeconds(120);
    private static final String ETCD = "etcd";

    private final DemoPlatform platform;
    private boolean slow;
    private boolean etcdStopped;

    PlatformFaults(DemoPlatform platform) {
        this.platform = platform;
    }

    @Override
    public void documentTimings() {
        slow = true;
        detect(DOCUMENT);
    }

    /** The only member, or two of three. */
    @Override
    public String stopEtcd() {
        List<String> members = platform.stretched() ? List.of("mac-studio-1", "mac-studio-2") : List.of("edge");
        etcdStopped = true;
        members.forEach(member -> platform.testbed().faults().stop(member, ETCD));
        return String.join(" and ", members);
    }

    @Override
    public void undo() {
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
