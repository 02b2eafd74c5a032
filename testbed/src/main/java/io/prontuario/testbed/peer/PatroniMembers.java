package io.prontuario.testbed.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code GET /cluster} of a member says about all members. Pure. */
record PatroniMembers(List<Member> members) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LEADERS = Set.of("leader", "master", "primary");

    PatroniMembers {
        members = List.copyOf(members);
    }

    /** @param timeline 0 when it does not say */
    record Member(String name, String role, String state, long timeline) {
        boolean leads() {
            return LEADERS.contains(role) && state.equals("running");
        }

        boolean synchronous() {
            return role.equals("sync_standby") || role.equals("quorum_standby");
        }
    }

    /** Nobody, if it is no answer of Patroni's. */
    static PatroniMembers parse(String json) {
        List<Member> members = new ArrayList<>();
        try {
            for (JsonNode member : JSON.readTree(json).path("members")) {
                members.add(new Member(
                        member.path("name").asText(),
                        member.path("role").asText(),
                        member.path("state").asText(),
                        member.path("timeline").asLong()));
            }
        } catch (JsonProcessingException e) {
            // Cut off in the middle: the member died while it answered.
            return new PatroniMembers(List.of());
        }
        return new PatroniMembers(members);
    }

    Optional<String> leader() {
        return members.stream().filter(Member::leads).map(Member::name).findFirst();
    }

    /** One leader, every other member streams on its timeline, and one of them counts for commits. */
    boolean whole(int size) {
        Optional<Member> leader = members.stream().filter(Member::leads).findFirst();
        return leader.isPresent()
                && members.size() == size
                && members.stream().filter(Member::leads).count() == 1
                && members.stream()
                        .filter(member -> !member.leads())
                        .allMatch(member -> member.state().equals("streaming")
                                && member.timeline() == leader.get().timeline())
                && members.stream().anyMatch(Member::synchronous);
    }
}
