/**
 * Misbehaviour on demand, for those who test mail clients: by address, stage and count, the same each time.
 *
 * <p>Start at {@link labwire.smtp.fault.FaultRules}.
 */
@NullMarked
package labwire.smtp.fault;

import org.jspecify.annotations.NullMarked;
