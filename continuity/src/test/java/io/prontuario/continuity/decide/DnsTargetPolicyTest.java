package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.PublicSide;
import org.junit.jupiter.api.Test;

/** The public name, and the one silence that counts: of both ways to the site. */
class DnsTargetPolicyTest {
    @Test
    void withoutAnybodyLookingFromOutsideNoNameIsPointedAnywhere() {
        Bench bench = CloudTakeoverPolicyTest.standingBy();
        assertThat(bench.pointed()).isEmpty();
    }

    @Test
    void pointsToTheSiteWhileAHostServesAndTheSiteAnswersFromOutside() {
        Bench bench = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.ANSWERS);
        bench.rounds(1);
        assertThat(bench.pointed()).contains(DnsTarget.SITE);
    }

    @Test
    void oneSilentViewChangesNothing() {
        Bench silentOutside = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.SILENT);
        silentOutside.rounds(500);
        assertThat(silentOutside.pointed()).isEmpty();
        assertThat(silentOutside.mode()).isEqualTo(Mode.FULL);

        Bench silentVpn = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.ANSWERS);
        siteSilent(silentVpn);
        silentVpn.rounds(500);
        assertThat(silentVpn.pointed()).isEmpty();
        assertThat(silentVpn.mode()).isEqualTo(Mode.FULL);
        assertThat(silentVpn.condition(Condition.Type.CloudStandbyReady).reason())
                .isEqualTo("SiteSilent");
    }

    @Test
    void aCloudThatCannotLookOutsideChangesNothing() {
        Bench bench = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.UNKNOWN);
        siteSilent(bench);
        bench.rounds(500);
        assertThat(bench.pointed()).isEmpty();
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void bothWaysSilentPointToTheCloudAfterTheThresholdAndNotBefore() {
        Bench bench = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.SILENT);
        siteSilent(bench);
        bench.rounds(2);
        assertThat(bench.mode()).as("hosts are not failed yet").isEqualTo(Mode.FULL);
        assertThat(bench.pointed()).isEmpty();
        bench.rounds(1);
        assertThat(bench.mode()).isEqualTo(Mode.EMERGENCY);
        assertThat(bench.pointed()).contains(DnsTarget.CLOUD);
    }

    @Test
    void noFlipToACloudThatIsNotSeenToServe() {
        for (CheckResult cloud : new CheckResult[] {CheckResult.DEAD, CheckResult.UNREADY, CheckResult.UNKNOWN}) {
            Bench bench = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.SILENT);
            bench.see(CLOUD, cloud);
            bench.rounds(3);
            siteSilent(bench);
            bench.rounds(20);
            assertThat(bench.pointed()).as(cloud.name()).isEmpty();
        }
    }

    @Test
    void comesBackWhenTheSiteIsStableAndAnswersFromOutside() {
        Bench bench = CloudTakeoverPolicyTest.standingBy().outside(PublicSide.SILENT);
        siteSilent(bench);
        bench.rounds(5);
        assertThat(bench.pointed()).contains(DnsTarget.CLOUD);

        bench.frontDoor("edge", PRIMARY, SECONDARY).outside(PublicSide.SILENT);
        bench.see(PRIMARY, CheckResult.SERVING).see(SECONDARY, CheckResult.SERVING);
        bench.rounds(1);
        assertThat(bench.pointed()).as("watched for a while").contains(DnsTarget.CLOUD);
        bench.rounds(200);
        assertThat(bench.mode()).isEqualTo(Mode.FULL);
        assertThat(bench.pointed()).as("the site is silent from outside").isEmpty();
        bench.outside(PublicSide.ANSWERS).rounds(1);
        assertThat(bench.pointed()).contains(DnsTarget.SITE);
    }

    private static void siteSilent(Bench bench) {
        bench.frontDoors.keySet().forEach(bench::frontDoorSilent);
        bench.see(PRIMARY, CheckResult.DEAD).see(SECONDARY, CheckResult.DEAD);
        bench.heartbeat = java.util.Optional.empty();
    }
}
