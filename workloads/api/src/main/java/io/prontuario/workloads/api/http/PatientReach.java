package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.common.Profile;
import java.sql.SQLException;

/** Decides whether a principal may access a patient: by role, by an open encounter, or by break-glass access. */
record PatientReach(Profile profile, Encounters encounters, BreakGlass breakGlass) {
    /** How access to a patient is granted. */
    enum Grant {
        /** The role reaches the patient. */
        ROLE,
        /** Break-glass access is in force. */
        BREAK_GLASS,
        /** No access. */
        NONE
    }

    Grant of(Principal principal, int patientId) throws SQLException {
        Grant grant = of(ReadContext.plain(), principal, patientId);
        // the copy may not have the encounter or the grant yet: only the writer can say that there is none
        return grant == Grant.NONE ? of(ReadContext.atWriter(), principal, patientId) : grant;
    }

    private Grant of(ReadContext context, Principal principal, int patientId) throws SQLException {
        // the emergency profile has no encounters
        boolean byRole = principal.role().reach() == Role.Reach.EVERY_PATIENT
                || profile == Profile.FULL && encounters.present(context, patientId);
        if (byRole) {
            return Grant.ROLE;
        }
        return breakGlass.inForce(context, principal.username(), patientId) ? Grant.BREAK_GLASS : Grant.NONE;
    }
}
