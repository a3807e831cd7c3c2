/**
 * HTTP without I/O: heads read and judged, ranges, preconditions, codings, dates. What RFC 9110 calls semantics, and of
 * RFC 9112 the reading of a request's head.
 *
 * <p>No channels, clocks or files. Start at {@link labwire.dash.server.http.RequestHeadReader}, which makes a {@link
 * labwire.dash.server.http.RequestHead} of bytes, and at {@link labwire.dash.server.http.Representation}, which makes a
 * {@link labwire.dash.server.http.Response} to it.
 */
@NullMarked
package labwire.dash.server.http;

import org.jspecify.annotations.NullMarked;
