package io.prontuario.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.CloudSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmergencySeatsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxUsers: 50  | clinician:25,nurse:18,reception:3,auditor:1,service:3",
                "maxUsers: 200 | clinician:100,nurse:72,reception:12,auditor:4,service:12",
                "maxUsers: 7   | clinician:4,nurse:3,reception:0,auditor:0,service:0",
                "maxUsers: 1   | clinician:1,nurse:0,reception:0,auditor:0,service:0",
                "seats: {clinician: 40, nurse: 10} | clinician:40,nurse:10,reception:0,auditor:0,service:0",
            })
    void everySeatHasARoleAndCliniciansComeFirst(String cloud, String seats) {
        assertThat(EmergencySeats.of(Serialization.unmarshal(cloud, CloudSpec.class)))
                .isEqualTo(seats);
    }
}
