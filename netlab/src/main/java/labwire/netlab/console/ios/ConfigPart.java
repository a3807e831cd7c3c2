package labwire.netlab.console.ios;

import labwire.netlab.device.IosDevice;

/**
 * A feature's part of a running configuration, made from the device's state. What it writes must, loaded into a fresh
 * device, give the same state.
 */
@FunctionalInterface
public interface ConfigPart {
    /** Writes nothing if there is nothing configured. */
    void write(IosDevice device, ConfigText text);
}
