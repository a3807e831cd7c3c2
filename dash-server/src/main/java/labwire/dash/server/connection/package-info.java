/**
 * HTTP on Netty channels: one handler a connection for HTTP/1.1, one a stream for HTTP/2.
 *
 * <pre>
 *   cleartext port:  socket ⇄ Http1Connection, which by the HTTP/2 preface makes way for
 *                             Http2FrameCodec ⇄ Http2MultiplexHandler ⇄ Http2Connection, and an Http2Stream for each
 *   TLS port:        socket ⇄ SslHandler ⇄ AlpnChoice, which makes way for one or the other
 * </pre>
 *
 * <p>Start at {@link labwire.dash.server.connection.HttpServerInitializer}.
 */
@NullMarked
package labwire.dash.server.connection;

import org.jspecify.annotations.NullMarked;
