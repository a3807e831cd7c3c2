/**
 * HTTP on Netty channels: one handler a connection for HTTP/1.1, one a stream for HTTP/2.
 *
 * <pre>
 *   cleartext port:  socket ⇄ ProtocolChoice → Http1Connection, or Http2FrameCodec ⇄ Http2MultiplexHandler → Http2Exchange
 *   TLS port:        socket ⇄ SslHandler ⇄ ProtocolChoice → the same two, as ALPN has it
 * </pre>
 *
 * <p>Start at {@link labwire.dash.server.connection.HttpServerInitializer}.
 */
@NullMarked
package labwire.dash.server.connection;

import org.jspecify.annotations.NullMarked;
