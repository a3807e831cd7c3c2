/**
 * A lab with the servers on its hosts: live, tied to the workstation's ports, or in virtual time.
 *
 * <p>Starting points: {@link labwire.gateway.lab.LiveLab}, {@link labwire.gateway.lab.VirtualLab},
 * {@link labwire.gateway.lab.LabServices}.
 */
@NullMarked
package labwire.gateway.lab;

import org.jspecify.annotations.NullMarked;
