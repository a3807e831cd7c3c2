/**
 * Where mail for an address goes: into mailboxes here, to a server elsewhere, or nowhere.
 *
 * <pre>
 *   CaptureRouter: every address ─────────────────────────────────────→ its mailbox, or its sender's
 *   DomainRouter:  own domain ─→ alias? → user? → +tag? → role? → catch-all? ─→ mailboxes, addresses elsewhere, or 550
 *                  any other  ─→ elsewhere for the authenticated, else 550
 * </pre>
 *
 * <p>Start at {@link labwire.smtp.route.Router}.
 */
@NullMarked
package labwire.smtp.route;

import org.jspecify.annotations.NullMarked;
