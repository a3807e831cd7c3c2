package labwire.netlab.console.ios.ospf;

import java.util.Locale;
import java.util.OptionalInt;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.device.IosDevice;
import labwire.netlab.routing.ospf.AreaSettings;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.RouterSettings;
import labwire.netlab.routing.ospf.StaticNeighbor;
import labwire.netlab.routing.ospf.process.AreaConfig;
import labwire.netlab.routing.ospf.process.AuthenticationType;
import labwire.netlab.routing.ospf.process.NetworkStatement;
import labwire.netlab.routing.ospf.process.OspfProcess;
import labwire.netlab.routing.ospf.process.OspfProcess.AdjacencyLog;
import labwire.netlab.routing.ospf.process.Redistribution;
import labwire.netlab.stack.RouteOrigin;
import labwire.netlab.wire.Ipv4Address;

/** The {@code router ospf} sections of a running configuration. */
final class RouterOspfConfig {
    private RouterOspfConfig() {}

    static void write(IosDevice device, ConfigText text) {
        for (OspfProcess process : device.ospf().processes()) {
            if (!text.isEmpty()) {
                text.separator();
            }
            text.line("router ospf " + process.number());
            writeProcess(process, text);
            process.areas().forEach((area, config) -> writeArea("area " + Areas.text(area), config, text));
            process.redistributed().forEach((source, how) -> writeRedistribution(source, how, text));
            writePassive(process, text);
            for (NetworkStatement each : process.networks()) {
                text.child("network " + each.address() + " " + each.wildcard() + " area " + Areas.text(each.area()));
            }
            process.staticNeighbors().forEach((address, neighbor) -> writeNeighbor(address, neighbor, text));
            process.defaultOrigination()
                    .ifPresent(how -> text.child("default-information originate" + (how.always() ? " always" : "")
                            + metric(how.metric(), how.type2())));
            if (process.distance() != RouteOrigin.OSPF.defaultDistance()) {
                text.child("distance " + process.distance());
            }
        }
    }

    private static void writeProcess(OspfProcess process, ConfigText text) {
        if (process.isShutDown()) {
            text.child("shutdown");
        }
        process.configuredId().ifPresent(id -> text.child("router-id " + id));
        if (process.adjacencyLog() == AdjacencyLog.DETAIL) {
            text.child("log-adjacency-changes detail");
        } else if (process.adjacencyLog() == AdjacencyLog.OFF) {
            text.child("no log-adjacency-changes");
        }
        if (process.referenceMegabits() != OspfProcess.DEFAULT_REFERENCE_MEGABITS) {
            text.child("auto-cost reference-bandwidth " + process.referenceMegabits());
        }
        RouterSettings settings = process.settings();
        RouterSettings usual = RouterSettings.DEFAULT;
        if (settings.maxMetric()) {
            text.child("max-metric router-lsa");
        }
        if (settings.spfStartMillis() != usual.spfStartMillis()
                || settings.spfHoldMillis() != usual.spfHoldMillis()
                || settings.spfMaxMillis() != usual.spfMaxMillis()) {
            text.child("timers throttle spf " + settings.spfStartMillis() + " " + settings.spfHoldMillis() + " "
                    + settings.spfMaxMillis());
        }
        if (settings.maximumPaths() != usual.maximumPaths()) {
            text.child("maximum-paths " + settings.maximumPaths());
        }
        process.defaultMetric().ifPresent(metric -> text.child("default-metric " + metric));
    }

    private static void writeArea(String area, AreaConfig config, ConfigText text) {
        if (config.authentication() != AuthenticationType.NONE) {
            boolean digest = config.authentication() == AuthenticationType.MESSAGE_DIGEST;
            text.child(area + " authentication" + (digest ? " message-digest" : ""));
        }
        if (config.isStub()) {
            text.child(area + " stub" + (config.hasSummaries() ? "" : " no-summary"));
        }
        config.defaultCost().ifPresent(cost -> text.child(area + " default-cost " + cost));
        for (AreaSettings.Range range : config.ranges()) {
            Ipv4Address mask = range.prefix().mask();
            text.child(area + " range " + range.prefix().network() + " " + mask
                    + (range.advertised() ? "" : " not-advertise")
                    + (range.cost().isPresent() ? " cost " + range.cost().getAsInt() : ""));
        }
    }

    private static void writeRedistribution(Redistribution.Source source, Redistribution how, ConfigText text) {
        text.child("redistribute " + source.name().toLowerCase(Locale.ROOT) + metric(how.metric(), how.type2())
                + (how.subnets() ? " subnets" : "")
                + (how.tag() == 0 ? "" : " tag " + how.tag()));
    }

    private static String metric(OptionalInt metric, boolean type2) {
        return (metric.isPresent() ? " metric " + metric.getAsInt() : "") + (type2 ? "" : " metric-type 1");
    }

    private static void writeNeighbor(Ipv4Address address, StaticNeighbor neighbor, ConfigText text) {
        boolean hasPriority = neighbor.priority() != StaticNeighbor.DEFAULT_PRIORITY;
        boolean hasPoll = neighbor.pollSeconds() != StaticNeighbor.DEFAULT_POLL_SECONDS;
        text.child("neighbor " + address
                + (hasPriority ? " priority " + neighbor.priority() : "")
                + (hasPoll ? " poll-interval " + neighbor.pollSeconds() : ""));
    }

    private static void writePassive(OspfProcess process, ConfigText text) {
        if (process.isPassiveByDefault()) {
            text.child("passive-interface default");
        }
        String verb = process.isPassiveByDefault() ? "no passive-interface " : "passive-interface ";
        process.passiveExceptions().forEach(name -> text.child(verb + name));
    }
}
