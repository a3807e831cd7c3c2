package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** Credit, byte by byte: two channels without a network, on two loops that run when told to. */
final class ForwardLegTest {
    /** The outside of a leg: counts the reads that are asked for, and holds writes until they are let go. */
    private static final class Gate extends ChannelOutboundHandlerAdapter {
        private final ArrayDeque<ChannelPromise> held = new ArrayDeque<>();
        private int reads;
        private long heldBytes;

        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            heldBytes += ((ByteBuf) message).readableBytes();
            ((ByteBuf) message).release();
            held.add(promise);
        }

        void letGo() {
            held.remove().setSuccess();
        }
    }

    private final EmbeddedChannel outside = new EmbeddedChannel();
    private final EmbeddedChannel inside = new EmbeddedChannel();
    private final Gate outer = new Gate();
    private final Gate inner = new Gate();
    private int answeredReads;

    ForwardLegTest() {
        outside.config().setAutoRead(false);
        inside.config().setAutoRead(false);
        ForwardLeg leg = ForwardLeg.pair(outside.eventLoop(), inside.eventLoop());
        outside.pipeline().addLast(outer, leg);
        inside.pipeline().addLast(inner, leg.peer());
        leg.start();
        leg.peer().start();
        run();
    }

    private void run() {
        for (int i = 0; i < 10; i++) {
            outside.runPendingTasks();
            inside.runPendingTasks();
        }
    }

    /** Gives a full read for each one that is asked for, until none is. */
    private long readAll() {
        long bytes = 0;
        while (answeredReads < outer.reads) {
            answeredReads++;
            outside.writeInbound(Unpooled.wrappedBuffer(new byte[ForwardLeg.READ_BYTES]));
            bytes += ForwardLeg.READ_BYTES;
            run();
        }
        return bytes;
    }

    @Test
    void whatComesBeforeTheOtherSideStandsIsKeptWithItsEnd() {
        EmbeddedChannel early = new EmbeddedChannel();
        EmbeddedChannel late = new EmbeddedChannel();
        early.config().setAutoRead(false);
        late.config().setAutoRead(false);
        Gate lateGate = new Gate();
        ForwardLeg leg = ForwardLeg.pair(early.eventLoop(), late.eventLoop());
        early.pipeline().addLast(leg);
        early.writeInbound(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        early.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        late.runPendingTasks();
        assertThat(lateGate.heldBytes).isZero();

        late.pipeline().addLast(lateGate, leg.peer());
        leg.start();
        leg.peer().start();
        early.runPendingTasks();
        late.runPendingTasks();
        assertThat(lateGate.heldBytes).isEqualTo(3);
        assertThat(lateGate.reads).isEqualTo(1);
    }

    @Test
    void readingStopsWhenTheCreditIsUsedUp() {
        assertThat(readAll()).isEqualTo(ForwardLeg.CREDIT_BYTES);
        assertThat(inner.heldBytes).isEqualTo(ForwardLeg.CREDIT_BYTES);
    }

    @Test
    void aFinishedWriteGivesItsCreditBack() {
        readAll();
        inner.letGo();
        run();
        assertThat(readAll()).isEqualTo(ForwardLeg.READ_BYTES);
        inner.letGo();
        inner.letGo();
        run();
        assertThat(readAll()).isEqualTo(2 * ForwardLeg.READ_BYTES);
    }

    @Test
    void smallReadsDoNotLoseCredit() {
        for (int i = 0; i < 1_000; i++) {
            outside.writeInbound(Unpooled.wrappedBuffer(new byte[777]));
            run();
            inner.letGo();
            run();
        }
        answeredReads = outer.reads - 1;
        assertThat(readAll()).isEqualTo(ForwardLeg.CREDIT_BYTES);
    }

    @Test
    void theTwoWaysHaveCreditOfTheirOwn() {
        readAll();
        assertThat(inner.reads).isEqualTo(1);
        inside.writeInbound(Unpooled.wrappedBuffer(new byte[10]));
        run();
        assertThat(outer.heldBytes).isEqualTo(10);
        assertThat(inner.reads).isEqualTo(2);
    }

    @Test
    void bytesForAChannelThatHasClosedAreReleased() {
        inside.close().syncUninterruptibly();
        ByteBuf late = Unpooled.wrappedBuffer(new byte[100]);
        outside.writeInbound(late);
        run();
        assertThat(late.refCnt()).isZero();
        assertThat(outside.isOpen()).isFalse();
    }
}
