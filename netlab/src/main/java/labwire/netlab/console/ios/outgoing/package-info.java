/**
 * Commands that connect to other devices: {@code telnet}, {@code resume}, {@code show sessions} and their like.
 *
 * <p>Layer: a feature of {@code console.ios}. Start at {@link labwire.netlab.console.ios.outgoing.OutgoingCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.outgoing;

import org.jspecify.annotations.NullMarked;
