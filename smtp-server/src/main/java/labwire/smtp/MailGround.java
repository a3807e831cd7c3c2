package labwire.smtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLEngine;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.disk.Disk;
import labwire.smtp.dns.MailDns;
import labwire.smtp.hook.Manner;

/**
 * What a mail system stands on: a network, a disk, time, chance and threads.
 *
 * @param hostName the name it goes by
 * @param address to listen at
 * @param ownAddresses the host's, by which mail may mean it
 * @param servers bound to a network: an event loop group and a channel class, and no handler. Not changed
 * @param clients likewise, with the network's name resolution
 * @param disk that nobody else uses
 * @param diskWork runs what blocks on the disk; in virtual time, one that simulates it
 * @param tlsTasks runs the long steps of TLS handshakes and of SASL; {@code Runnable::run} keeps them on the event loop
 * @param serverTls makes a server's engine for a connection, with the certificate that the manner asks for
 * @param clientTls for the relay
 * @param random for nonces
 * @param dice for ids, for waits and for choices among equals
 * @param log takes the lines of the structured log; called by several threads
 */
public record MailGround(
        String hostName,
        InetAddress address,
        List<InetAddress> ownAddresses,
        ServerBootstrap servers,
        Bootstrap clients,
        MailDns dns,
        Disk disk,
        Executor diskWork,
        Executor tlsTasks,
        Function<Manner, SSLEngine> serverTls,
        ClientEngines clientTls,
        InstantSource clock,
        SecureRandom random,
        RandomGenerator dice,
        Consumer<String> log) {

    public MailGround {
        ownAddresses = List.copyOf(ownAddresses);
    }
}
