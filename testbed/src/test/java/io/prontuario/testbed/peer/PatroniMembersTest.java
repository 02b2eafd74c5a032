package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatroniMembersTest {
    private static final String LEADER =
            "{\"name\":\"host-1\",\"role\":\"leader\",\"state\":\"running\",\"timeline\":2}";
    private static final String QUORUM =
            "{\"name\":\"host-2\",\"role\":\"quorum_standby\",\"state\":\"streaming\",\"timeline\":2,\"lag\":0}";
    private static final String REPLICA =
            "{\"name\":\"third\",\"role\":\"replica\",\"state\":\"streaming\",\"timeline\":2,\"lag\":0}";

    private static PatroniMembers members(String... members) {
        return PatroniMembers.parse("{\"members\":[" + String.join(",", members) + "],\"scope\":\"record\"}");
    }

    @Test
    void aLeaderAndTwoStreamingCopiesOfWhichOneCountsAreWhole() {
        PatroniMembers members = members(LEADER, QUORUM, REPLICA);

        assertThat(members.leader()).contains("host-1");
        assertThat(members.whole(3)).isTrue();
    }

    @Test
    void withoutOneThatCountsForCommitsTheyAreNotWhole() {
        assertThat(members(LEADER, QUORUM.replace("quorum_standby", "replica"), REPLICA)
                        .whole(3))
                .isFalse();
    }

    @Test
    void aCopyThatIsMissingStoppedOrOnAnOldTimelineMakesThemNotWhole() {
        assertThat(members(LEADER, QUORUM).whole(3)).isFalse();
        assertThat(members(LEADER, QUORUM, REPLICA.replace("streaming", "starting"))
                        .whole(3))
                .isFalse();
        assertThat(members(LEADER, QUORUM, REPLICA.replace("\"timeline\":2", "\"timeline\":1"))
                        .whole(3))
                .isFalse();
    }

    @Test
    void oneThatIsStillBeingPromotedDoesNotLead() {
        assertThat(members(LEADER.replace("running", "starting"), QUORUM, REPLICA)
                        .leader())
                .isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffNamesNobody() {
        assertThat(PatroniMembers.parse("{\"members\":[{\"name\":").members()).isEmpty();
        assertThat(PatroniMembers.parse("").leader()).isEmpty();
    }
}
