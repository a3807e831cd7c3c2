/**
 * DHCP for IPv4 (<a href="https://www.rfc-editor.org/rfc/rfc2131">RFC 2131</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc2132">RFC 2132</a>): a server with pools, a relay agent, and a client.
 *
 * <p>Layer: {@code service}. The server's and the client's decisions are free of I/O ({@link
 * labwire.netlab.service.dhcp.DhcpServer}, {@link labwire.netlab.service.dhcp.DhcpClient}); {@link
 * labwire.netlab.service.dhcp.DhcpService} ties the server and the relay to a stack.
 */
@NullMarked
package labwire.netlab.service.dhcp;

import org.jspecify.annotations.NullMarked;
