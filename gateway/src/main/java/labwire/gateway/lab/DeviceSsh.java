package labwire.gateway.lab;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import labwire.gateway.data.DataFolder;
import labwire.netlab.console.ssh.HostKeys;
import labwire.netlab.console.ssh.SshService;
import labwire.netlab.device.Device;
import labwire.netlab.device.IosDevice;
import labwire.netlab.topology.Lab;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SSH servers of a live lab's routers and switches, with host keys that are kept. */
final class DeviceSsh {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSsh.class);

    private final List<SshService> services = new ArrayList<>();

    private DeviceSsh() {}

    /** Starts them all; a device whose keys cannot be read is reported, and serves nobody. Lab thread. */
    static DeviceSsh start(Lab lab, DataFolder data, Executor threads, SecureRandom random) {
        DeviceSsh started = new DeviceSsh();
        for (Device node : lab.devices()) {
            if (!(node instanceof IosDevice device)) {
                continue;
            }
            SshService service = new SshService(device, threads);
            var unused = service.start(() -> HostKeys.loadOrCreate(data.ssh(device.name()), random))
                    .whenComplete((served, failure) -> {
                        if (failure != null) {
                            LOG.warn("SSH of {}: {}", device.name(), reason(failure));
                        }
                    });
            started.services.add(service);
        }
        return started;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** Lab thread. */
    void stop() {
        services.forEach(SshService::stop);
    }
}
