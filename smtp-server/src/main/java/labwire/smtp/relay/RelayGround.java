package labwire.smtp.relay;

import io.netty.bootstrap.Bootstrap;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.dns.MailDns;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.DurableQueue;

/**
 * What a relay stands on.
 *
 * @param network bound to a network: it has an event loop group and a channel class, and no handler. Not changed
 * @param dns asked in that network
 * @param reports takes the bounces and warnings: usually the store that took the messages themselves
 * @param clock gives the times
 * @param dice for waits and for the choice among equals
 * @param nonces for AUTH
 * @param blocking runs what reads the disk
 */
public record RelayGround(
        Bootstrap network,
        DurableQueue queue,
        MailDns dns,
        DeliveryTarget reports,
        ClientEngines tls,
        InstantSource clock,
        RandomGenerator dice,
        SecureRandom nonces,
        Executor blocking,
        MailObserver observer) {}
