package labwire.netlab.console.ssh;

import java.util.Optional;
import labwire.netlab.device.IosDevice;

/** A device's flash memory and configurations as SCP names them. */
final class DeviceScpFiles implements ScpFiles {
    DeviceScpFiles(IosDevice device) {}

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(String path, String name, long size) {
        return Optional.of("no");
    }

    @Override
    public void write(String path, String name, byte[] content) {}
}
