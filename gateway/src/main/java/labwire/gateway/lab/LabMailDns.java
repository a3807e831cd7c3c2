package labwire.gateway.lab;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import labwire.netlab.service.StaticZone;
import labwire.netlab.wire.IpAddress;
import labwire.smtp.dns.MailDns;
import labwire.smtp.dns.MailHost;

/** The lab's names for its mail servers: the hosts and mail exchanges of its zone. Any thread; the zone is asked on the lab's. */
final class LabMailDns implements MailDns {
    private final StaticZone zone;
    private final EventExecutor lab;

    LabMailDns(StaticZone zone, EventExecutor lab) {
        this.zone = zone;
        this.lab = lab;
    }

    @Override
    public Future<List<MailHost>> exchanges(String domain, EventExecutor executor) {
        return ask(
                executor,
                () -> zone.mailExchangesOf(domain).stream()
                        .map(exchange -> new MailHost(exchange.preference(), exchange.host()))
                        .toList());
    }

    @Override
    public Future<List<InetAddress>> addresses(String name, EventExecutor executor) {
        return ask(
                executor,
                () -> zone.addressesOf(name).stream()
                        .<InetAddress>map(IpAddress::toInetAddress)
                        .toList());
    }

    private <T> Future<T> ask(EventExecutor executor, Supplier<T> question) {
        if (lab.inEventLoop()) {
            return executor.newSucceededFuture(question.get());
        }
        Promise<T> answer = executor.newPromise();
        lab.execute(() -> answer.setSuccess(question.get()));
        return answer;
    }
}
