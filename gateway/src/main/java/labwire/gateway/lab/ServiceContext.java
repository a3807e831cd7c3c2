package labwire.gateway.lab;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import labwire.dash.server.observe.AccessLog;
import labwire.smtp.disk.Disk;
import labwire.smtp.dns.MailDns;
import labwire.tls.LabCa;

/**
 * What the house hands to the servers on a lab's hosts; live and virtual labs differ in nothing else.
 *
 * @param clock the lab's
 * @param diskWork runs what blocks on a disk
 * @param tlsTasks runs the long steps of TLS handshakes
 * @param ca issues the servers' certificates
 * @param random for keys and handshakes
 * @param disks a disk for the named host's data
 * @param accessLogs where the named host's web server tells of its requests
 * @param mailLogs where the named host's mail server writes its structured log
 * @param mailDns the lab's names, for mail servers
 * @param titles a folder of titles for every video server, besides what the lab file names
 */
public record ServiceContext(
        InstantSource clock,
        Executor diskWork,
        Executor tlsTasks,
        LabCa ca,
        SecureRandom random,
        Function<String, Disk> disks,
        Function<String, AccessLog> accessLogs,
        Function<String, Consumer<String>> mailLogs,
        MailDns mailDns,
        Optional<Path> titles) {}
