/**
 * Where mail for an address goes: into mailboxes here, to a server elsewhere, or nowhere.
 *
 * <p>Start at {@link labwire.smtp.route.Router}.
 */
@NullMarked
package labwire.smtp.route;

import org.jspecify.annotations.NullMarked;
