/**
 * The command line: a class a verb. {@code up} runs a lab in this process; the others are clients of a running lab's
 * local API.
 *
 * <p>Exit statuses: 0 done, 1 the lab or the network said no, 2 the command or a file is wrong and nothing was done.
 *
 * <p>Starting point: {@link labwire.gateway.cli.LabwireCommand}.
 */
@NullMarked
package labwire.gateway.cli;

import org.jspecify.annotations.NullMarked;
