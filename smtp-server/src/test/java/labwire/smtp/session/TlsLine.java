package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Under TLS from the first octet, with a real handshake between two embedded channels. */
final class TlsLine implements Line {

    private final EmbeddedChannel server;
    private final EmbeddedChannel client;

    TlsLine(EmbeddedChannel server) throws Exception {
        this.server = server;
        client = new EmbeddedChannel(new SslHandler(TestTls.clientEngine(), Runnable::run));
        exchange();
    }

    private void exchange() {
        boolean moved = true;
        while (moved) {
            client.runPendingTasks();
            server.runPendingTasks();
            boolean toServer = move(client, server);
            moved = move(server, client) || toServer;
        }
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        boolean moved = false;
        for (ByteBuf out = from.readOutbound(); out != null; out = from.readOutbound()) {
            if (to.isOpen()) {
                to.writeInbound(out);
            } else {
                out.release();
            }
            moved = true;
        }
        return moved;
    }

    @Override
    public void send(String octets) {
        client.writeOutbound(Unpooled.copiedBuffer(octets, StandardCharsets.ISO_8859_1));
        exchange();
    }

    @Override
    public List<String> answers() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf in = client.readInbound(); in != null; in = client.readInbound()) {
            text.append(in.toString(StandardCharsets.US_ASCII));
            in.release();
        }
        return new ArrayList<>(text.toString().lines().toList());
    }

    @Override
    public boolean isOpen() {
        return server.isOpen();
    }

    @Override
    public void release() {
        client.finishAndReleaseAll();
        server.finishAndReleaseAll();
    }
}
