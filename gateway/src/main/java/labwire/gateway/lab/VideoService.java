package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.library.TitleLibrary;
import labwire.dash.server.VideoServer;
import labwire.dash.server.VideoServerConfig;
import labwire.dash.server.fault.FaultRules;
import labwire.netlab.device.Host;
import labwire.netlab.wire.Ipv4Address;
import labwire.tls.ServerTls;

/** The video server on one host: the titles of the lab file's folder and of the data folder, on demand and live. */
public final class VideoService implements LabService {
    public static final int HTTP_PORT = 8080;
    public static final int HTTPS_PORT = 8443;

    /** The label that names the folder of the host's titles, relative to the lab file. */
    static final String TITLES_LABEL = "labwire.titles";

    /** Beside the lab's own memory; stand-alone servers have more. */
    private static final long CACHE_BYTES = 32L << 20;

    private final String host;
    private final TitleLibrary library;
    private final VideoServer server;
    private final FaultRules faults;
    private final ServerTls tls;

    private VideoService(String host, TitleLibrary library, VideoServer server, FaultRules faults, ServerTls tls) {
        this.host = host;
        this.library = library;
        this.server = server;
        this.faults = faults;
        this.tls = tls;
    }

    /**
     * Opens the host's titles and listens on its ports {@link #HTTP_PORT} and {@link #HTTPS_PORT}. Blocks.
     *
     * @throws StartException if the folder that the lab file names is none
     */
    static VideoService start(ServicePlace place, ServiceContext context, Waiting waiting) {
        Host host = place.host();
        TitleLibrary library;
        try {
            library = TitleLibrary.open(folders(place, context), context.clock());
        } catch (IOException e) {
            throw new StartException(
                    "titles of " + host.name() + ": " + e.getMessage() + " (expected: folders that can be read)", e);
        }
        ServerTls tls = ServerTls.of(context.ca().issue(host.name(), place.addresses()), context.random());
        VideoServerConfig config = VideoServerConfig.of(Ipv4Address.ANY.toInetAddress(), HTTP_PORT, context.clock())
                .withTls(HTTPS_PORT, tls, context.tlsTasks())
                .withCacheBytes(CACHE_BYTES)
                .withAccessLog(context.accessLogs().apply(host.name()));
        VideoServer server =
                waiting.await(VideoServer.start(config, host.network().serverBootstrap(), library));
        return new VideoService(host.name(), library, server, config.faults(), tls);
    }

    private static List<Path> folders(ServicePlace place, ServiceContext context) {
        List<Path> folders = new ArrayList<>();
        String titles = place.node().label(TITLES_LABEL);
        if (!titles.isEmpty()) {
            Path folder = place.resolve(titles);
            if (!Files.isDirectory(folder)) {
                throw place.problem(TITLES_LABEL + ": " + titles + " (expected: a folder, relative to the lab file)");
            }
            folders.add(folder);
        }
        context.titles().ifPresent(folders::add);
        return folders;
    }

    @Override
    public String host() {
        return host;
    }

    public TitleLibrary library() {
        return library;
    }

    /** To have it misbehave. */
    public FaultRules faults() {
        return faults;
    }

    public VideoServer server() {
        return server;
    }

    @Override
    public ServerTls tls() {
        return tls;
    }

    @Override
    public Future<Void> stop() {
        return server.stop();
    }

    @Override
    public void close() throws IOException {
        library.close();
    }
}
