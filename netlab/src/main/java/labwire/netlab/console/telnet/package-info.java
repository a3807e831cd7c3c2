/**
 * Telnet (RFC 854): its commands and options between octets of a connection and a terminal, and the server of a router
 * or a switch on the device's own TCP.
 *
 * <p>Above {@code console.line}. {@link labwire.netlab.console.nvt.TelnetDecoder} is without I/O.
 *
 * <p>Starting point: {@link labwire.netlab.console.telnet.TelnetService}.
 */
@NullMarked
package labwire.netlab.console.telnet;

import org.jspecify.annotations.NullMarked;
