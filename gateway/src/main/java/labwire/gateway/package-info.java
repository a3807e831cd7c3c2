/**
 * Composition: a lab, the servers on its hosts, its ports to the workstation, the command line and the local API.
 *
 * <p>The top of the house; the only place where netlab, mail and video meet, and where the system's clock and
 * randomness are handed to them.
 *
 * <p>Starting points: {@link labwire.gateway.Main}, {@link labwire.gateway.lab.LiveLab},
 * {@link labwire.gateway.lab.VirtualLab}.
 */
@NullMarked
package labwire.gateway;

import org.jspecify.annotations.NullMarked;
