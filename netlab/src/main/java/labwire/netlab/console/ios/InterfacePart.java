package labwire.netlab.console.ios;

import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;

/** A feature's part of an interface's section of a running configuration: lines by {@link ConfigText#child}. */
@FunctionalInterface
public interface InterfacePart {
    /** Writes nothing if there is nothing configured. */
    void write(IosDevice device, DeviceInterface configured, ConfigText text);
}
