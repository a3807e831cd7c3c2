/**
 * The local API of a running lab: HTTP on the loopback address, with a token that only the user can read. The command
 * line is one client of it.
 *
 * <p>Starting points: {@link labwire.gateway.api.ApiServer}, {@link labwire.gateway.api.ApiClient},
 * {@link labwire.gateway.api.ApiRoutes}.
 */
@NullMarked
package labwire.gateway.api;

import org.jspecify.annotations.NullMarked;
