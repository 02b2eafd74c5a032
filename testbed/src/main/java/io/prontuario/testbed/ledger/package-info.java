/** What the record holds of the writes of clients of the api, and the ledger's files. */
@NullMarked
package io.prontuario.testbed.ledger;

import org.jspecify.annotations.NullMarked;
