package io.prontuario.testbed.demo;

import io.prontuario.names.AuthoritativeServers;
import io.prontuario.names.NameServer;
import io.prontuario.testbed.Testbed;
import io.prontuario.testbed.load.LoadTarget;
import io.prontuario.testbed.load.Sessions;
import io.prontuario.testbed.load.TlsTrust;
import io.prontuario.testbed.plan.PublicPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The test bed's public side. */
record TestbedPublicEndpoint(Testbed testbed, Sessions sessions) implements PublicEndpoint {
    private static final NameServer SERVER = NameServer.parse(PublicPlan.NAME_SERVER);

    @Override
    public Optional<String> currentAddress() {
        return new AuthoritativeServers(Duration.ofSeconds(1))
                                .query(List.of(SERVER), PublicPlan.NAME)
                                .get(SERVER)
                        instanceof AuthoritativeServers.Answer.Found found
                ? found.records().map(records -> records.addresses().get(0))
                : Optional.empty();
    }

    @Override
    public String siteAddress() {
        return PublicPlan.SITE;
    }

    @Override
    public String cloudAddress() {
        return PublicPlan.CLOUD;
    }

    @Override
    public LoadTarget target(String address) {
        try {
            return new LoadTarget(
                    address,
                    PublicPlan.HTTPS,
                    TlsTrust.trusting(testbed.access().caFile()),
                    sessions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cut(boolean cut) {
        testbed.faults().cutPublic(cut);
    }
}
