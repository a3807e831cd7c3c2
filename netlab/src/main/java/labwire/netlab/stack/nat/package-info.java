/**
 * Network address translation of inside sources: what leaves a network takes another address, and what comes back finds
 * its way (<a href="https://www.rfc-editor.org/rfc/rfc3022">RFC 3022</a>).
 *
 * <pre>
 *   inside host                    router                      outside host
 *   10.0.0.5:4000  ── route ── translate source ──▶  203.0.113.1:4000 → 198.51.100.9:80
 *   (inside local)                                   (inside global)    (outside)
 *   10.0.0.5:4000  ◀── route ── translate destination ── 203.0.113.1:4000 ← 198.51.100.9:80
 * </pre>
 *
 * <p>On top of {@code stack}; start at {@link labwire.netlab.stack.nat.AddressTranslator}. Lab thread only.
 */
@NullMarked
package labwire.netlab.stack.nat;

import org.jspecify.annotations.NullMarked;
