package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatroniConfigTest {
    private static final Path FOLDER = Path.of("/tmp/folder");

    private static JsonNode config(PatroniSettings settings, Box box) throws Exception {
        String text = new PatroniConfig(settings, "secret").render(box, PatroniCluster.MEMBERS, FOLDER);
        return new YAMLMapper().readTree(text);
    }

    @Test
    void aMemberCommitsOnAQuorumStrictlyWithItsSettings() throws Exception {
        JsonNode dcs =
                config(PatroniSettings.DEFAULT, PatroniCluster.HOSTS.get(0)).at("/bootstrap/dcs");

        assertThat(dcs.path("ttl").asInt()).isEqualTo(30);
        assertThat(dcs.path("loop_wait").asInt()).isEqualTo(10);
        assertThat(dcs.path("retry_timeout").asInt()).isEqualTo(10);
        assertThat(dcs.path("synchronous_mode").asText()).isEqualTo("quorum");
        assertThat(dcs.path("synchronous_mode_strict").asBoolean()).isTrue();
        assertThat(dcs.at("/postgresql/use_pg_rewind").asBoolean()).isTrue();
    }

    @Test
    void aMemberIsItselfAndAsksEveryMemberOfEtcd() throws Exception {
        JsonNode config = config(PatroniSettings.FASTEST, PatroniCluster.HOSTS.get(1));

        assertThat(config.path("name").asText()).isEqualTo("host-2");
        assertThat(config.at("/postgresql/listen").asText()).isEqualTo("10.233.77.12:5432");
        assertThat(config.at("/etcd3/hosts")).hasSize(3);
    }

    @Test
    void onlyTheThirdCopyMayNotLeadUnlessItsSettingsSaySo() throws Exception {
        assertThat(mayNotLead(PatroniSettings.FASTEST, PatroniCluster.THIRD)).isTrue();
        assertThat(mayNotLead(PatroniSettings.FASTEST, PatroniCluster.HOSTS.get(0)))
                .isFalse();
        assertThat(mayNotLead(PatroniSettings.THIRD_MAY_LEAD, PatroniCluster.THIRD))
                .isFalse();
    }

    private static boolean mayNotLead(PatroniSettings settings, Box box) throws Exception {
        return config(settings, box).at("/tags/nofailover").asBoolean();
    }

    @Test
    void aMemberOfEtcdKnowsTheOthers() {
        assertThat(EtcdMember.command(Path.of("etcd"), PatroniCluster.THIRD, PatroniCluster.MEMBERS, FOLDER))
                .contains("--name=third", "--listen-client-urls=http://10.233.77.13:2379")
                .contains("--initial-cluster=host-1=http://10.233.77.11:2380,host-2=http://10.233.77.12:2380,"
                        + "third=http://10.233.77.13:2380");
    }

    @Test
    void namesOfLinksFitIntoTheKernels() {
        assertThat(PatroniCluster.MEMBERS)
                .allSatisfy(box -> assertThat(box.space()).hasSizeLessThanOrEqualTo(15));
        assertThat(LoneServer.BOX.space()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void aCutIsBothWaysOfOneServiceAndReplacesTheOneBefore() {
        String rules = CutTable.render("10.233.77.12", 5432);

        assertThat(rules)
                .startsWith(CutTable.none())
                .contains("ip saddr 10.233.77.12 tcp dport 5432 drop", "ip daddr 10.233.77.12 tcp sport 5432 drop")
                .contains("ip saddr 10.233.77.12 tcp sport 5432 drop", "ip daddr 10.233.77.12 tcp dport 5432 drop");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> PeerCatalog.check(List.of("patroni-default", "slow")))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("slow")
                .hasMessageContaining("patroni-fastest, patroni-default, patroni-fastest-third-may-lead");
        assertThatThrownBy(() -> Scenario.named("flood"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("primary-dies");
    }
}
