/**
 * Misbehaviour on demand: what is to go wrong with which responses, by rules that the embedding program sets while the
 * server runs, or that a request's own path brings. Deterministic: rules count requests, they do not draw lots.
 *
 * <p>Without I/O; time comes in. Start at {@link labwire.dash.server.fault.FaultRules}, and at {@link
 * labwire.dash.server.fault.FaultRule#parse} for the grammar.
 */
@NullMarked
package labwire.dash.server.fault;

import org.jspecify.annotations.NullMarked;
