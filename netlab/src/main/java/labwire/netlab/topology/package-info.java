/**
 * The lab file: its model, its loader, and the lab that is built from it.
 *
 * <p>The top of netlab. {@link labwire.netlab.topology.LabFileLoader} reads a file in containerlab's syntax and reports
 * every problem it finds with file and line; {@code Lab} makes the devices and cables and runs
 * the start-up configs.
 */
@NullMarked
package labwire.netlab.topology;

import org.jspecify.annotations.NullMarked;
