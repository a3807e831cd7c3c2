/**
 * What a router or a switch keeps while it is off: its start-up configuration and the files of its flash memory.
 *
 * <p>Part of {@code device}. {@link labwire.netlab.device.storage.Nvram} and {@link
 * labwire.netlab.device.storage.Flash} are what commands work on; a {@link
 * labwire.netlab.device.storage.DeviceStore} takes what outlives the lab.
 */
@NullMarked
package labwire.netlab.device.storage;

import org.jspecify.annotations.NullMarked;
