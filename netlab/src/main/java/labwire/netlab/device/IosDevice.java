package labwire.netlab.device;

import java.util.List;
import java.util.Optional;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.device.line.TerminalLines;
import labwire.netlab.device.login.Accounts;
import labwire.netlab.device.login.StoredPassword;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.Ipv4Address;

/** A device with a configuration in IOS's language: a router or a switch. */
public abstract sealed class IosDevice extends Device permits Router, Switch {
    private final IosSettings settings;
    private final NameSource names;
    private final SystemLog log;
    private final LabNetwork network;
    private final TerminalLines lines = new TerminalLines();
    private final Accounts accounts;

    IosDevice(LabEventLoop loop, String name, RandomStreams random, NameSource names) {
        super(loop, name, random);
        this.names = names;
        settings = new IosSettings(name);
        log = new SystemLog(loop.clock());
        network = new LabNetwork(loop, stack(), this::addressesOf);
        accounts = new Accounts(
                () -> settings.enableSecret().flatMap(secret -> StoredPassword.parse(0, secret)),
                random.stream("password salts of " + name));
    }

    /** What is configured beyond interfaces, routes and the bridge, which hold their own. */
    public final IosSettings settings() {
        return settings;
    }

    /** Its log messages, and which debugging is on. */
    public final SystemLog log() {
        return log;
    }

    /** The device's stack as a Netty transport, for the servers and clients that run on it. Any thread. */
    public final LabNetwork network() {
        return network;
    }

    /** Its console port and its virtual terminals. */
    public final TerminalLines lines() {
        return lines;
    }

    /** Its users, and how logins are checked. */
    public final Accounts accounts() {
        return accounts;
    }

    /** The interface of a name, for a command that configures it; made, if it is of a kind that commands make. */
    public Optional<DeviceInterface> configurable(InterfaceName interfaceName) {
        return interfaceNamed(interfaceName);
    }

    /** The addresses of a name: by the device's own table, else by what it asks. */
    public final List<Ipv4Address> addressesOf(String hostName) {
        List<Ipv4Address> own = settings.hosts().addressesOf(hostName);
        return own.isEmpty() ? names.addressesOf(hostName) : own;
    }
}
