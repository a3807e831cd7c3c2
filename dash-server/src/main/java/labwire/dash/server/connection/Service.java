package labwire.dash.server.connection;

import java.time.InstantSource;
import labwire.dash.server.site.Site;

/** What all connections of a server share. */
public final class Service {
    private final Site site;
    private final InstantSource clock;
    private final HttpLimits limits;
    private final ConnectionRegister register;
    private final DateField dates = new DateField();

    public Service(Site site, InstantSource clock, HttpLimits limits) {
        this.site = site;
        this.clock = clock;
        this.limits = limits;
        this.register = new ConnectionRegister(limits.maxConnections());
    }

    Site site() {
        return site;
    }

    InstantSource clock() {
        return clock;
    }

    HttpLimits limits() {
        return limits;
    }

    public ConnectionRegister register() {
        return register;
    }

    DateField dates() {
        return dates;
    }
}
