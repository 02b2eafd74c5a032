package io.prontuario.operator.data;

import io.prontuario.ledger.SqlRoute;

/** How the operator itself can write to the record, as its owner. */
public sealed interface WriteRoute {
    /** Over the front doors, each of which leads to the writer. */
    record Known(SqlRoute route) implements WriteRoute {}

    /** No host keeps the record. */
    record NoRecord() implements WriteRoute {}

    /** @param reason for people, with what to do where something is to be done */
    record Unknown(String reason) implements WriteRoute {}
}
