package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** In plain text. */
record PlainLine(EmbeddedChannel server) implements Line {

    @Override
    public void send(String octets) {
        if (server.isOpen()) {
            server.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public List<String> answers() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return new ArrayList<>(text.toString().lines().toList());
    }

    @Override
    public boolean isOpen() {
        return server.isOpen();
    }

    @Override
    public void release() {
        server.finishAndReleaseAll();
    }
}
