/**
 * A device's terminal line with a terminal at it: login, session, log messages, and the line given back at the end.
 *
 * <p>Above {@code console.ios.image}, whose sessions it opens, and {@code console.terminal}; below Telnet, SSH and the
 * console port, which carry the octets.
 *
 * <p>Starting point: {@link labwire.netlab.console.line.DeviceTerminal}.
 */
@NullMarked
package labwire.netlab.console.line;

import org.jspecify.annotations.NullMarked;
