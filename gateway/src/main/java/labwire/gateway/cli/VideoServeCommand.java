package labwire.gateway.cli;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import labwire.dash.library.TitleLibrary;
import labwire.dash.server.VideoServer;
import labwire.dash.server.VideoServerConfig;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.server.observe.CombinedLog;
import labwire.gateway.data.DataFolder;
import labwire.gateway.data.LogFile;
import labwire.gateway.lab.StartException;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.topology.LabFileLoader;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The video server without a lab. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve folders of titles on this machine's own network, without a lab, until Ctrl-C.",
            "HTTPS shows a certificate of the data folder's CA: './labwire ca' prints the CA."
        },
        footer = {
            "",
            "Example:",
            "  ./labwire video serve config/video",
            "  ./labwire video serve --port 9000 --https-port 9443 --address 0.0.0.0 data/video"
        })
final class VideoServeCommand implements Callable<Integer> {
    private static final int TLS_THREADS = 2;

    @Mixin
    private DataOption data;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "a title, or a folder of titles")
    private List<Path> folders;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "for HTTP; 0: any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--https-port", paramLabel = "N", description = "for HTTPS; 0: any (default: no HTTPS)")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "to listen at (default: ${DEFAULT-VALUE})")
    private InetAddress address;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "write a line a request there; -: to standard output (default: none)")
    private @Nullable String accessLog;

    @Override
    public Integer call() throws InterruptedException, IOException {
        InstantSource clock = InstantSource.system();
        VideoServerConfig config = config(clock);
        WorkstationSockets sockets =
                WorkstationSockets.open(Runtime.getRuntime().availableProcessors());
        try (TitleLibrary library = open(clock)) {
            library.problems().forEach(problem -> System.err.println("labwire: " + problem));
            VideoServer server = await(VideoServer.start(config, sockets.serverBootstrap(), library));
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, ended), "labwire-shutdown"));
            print(server, library);
            ended.await();
        } finally {
            sockets.close();
        }
        return LabwireCommand.DONE;
    }

    private VideoServerConfig config(InstantSource clock) {
        try {
            VideoServerConfig config =
                    VideoServerConfig.of(address, port, clock).withAccessLog(log());
            return httpsPort == null
                    ? config
                    : config.withTls(httpsPort, tls(clock), daemons("labwire-tls", TLS_THREADS));
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private AccessLog log() {
        if (accessLog == null) {
            return AccessLog.NONE;
        }
        try {
            Writer file = accessLog.equals("-")
                    ? new OutputStreamWriter(System.out, StandardCharsets.UTF_8)
                    : Files.newBufferedWriter(Path.of(accessLog), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new CombinedLog(new LogFile(file, daemons("labwire-log", 1)));
        } catch (IOException e) {
            throw new StartException(accessLog + ": " + e.getMessage() + " (expected: a file that can be written)", e);
        }
    }

    private TitleLibrary open(InstantSource clock) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new StartException(folder + " (expected: a folder)");
            }
        }
        try {
            return TitleLibrary.open(folders, clock);
        } catch (IOException e) {
            throw new StartException(e.getMessage() + " (expected: folders that can be read)", e);
        }
    }

    /** By the lab's CA; one that is made here is fit for the shipped lab, too. */
    private ServerTls tls(InstantSource clock) {
        SecureRandom random = new SecureRandom();
        List<String> hosts = LabFileLoader.load(UpCommand.shippedLab()).hostNames();
        LabCa ca = LabCa.loadOrCreate(DataFolder.ca(data.folder()), hosts, clock, random);
        return ServerTls.of(ca.issue("localhost", List.of(address)), random);
    }

    private static Executor daemons(String name, int threads) {
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static VideoServer await(Future<VideoServer> starting) throws InterruptedException {
        starting.await();
        if (!starting.isSuccess()) {
            throw new StartException(String.valueOf(starting.cause().getMessage()), starting.cause());
        }
        return starting.getNow();
    }

    private static void end(VideoServer server, CountDownLatch ended) {
        server.stop().awaitUninterruptibly();
        ended.countDown();
    }

    private void print(VideoServer server, TitleLibrary library) {
        for (int i = 0; i < server.addresses().size(); i++) {
            InetSocketAddress bound = (InetSocketAddress) server.addresses().get(i);
            String host = bound.getAddress().getHostAddress() + ":" + bound.getPort();
            System.out.println("Serving " + (i == 0 ? "http://" : "https://") + host + "/");
            if (i == 0) {
                library.titles().forEach(title -> System.out.println("  http://" + host + "/" + title.manifestPath()));
            }
        }
        System.out.println("End with Ctrl-C");
        System.out.flush();
    }
}
