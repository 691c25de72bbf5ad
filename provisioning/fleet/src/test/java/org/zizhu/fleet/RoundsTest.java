package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes wrong in a round is logged, and the next one comes. */
class RoundsTest {

    @Test
    void aRoundThatFails_isLoggedByClassAndPlace_withoutItsWords_andTheNextComes() throws InterruptedException {
        BlockingQueue<ILoggingEvent> logged = new LinkedBlockingQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event);
            }
        };
        Logger log = (Logger) LoggerFactory.getLogger(Rounds.class);
        appender.start();
        log.addAppender(appender);
        Rounds rounds = new Rounds("test-rounds", RoundsTest::fail);
        try {
            for (int round = 0; round < 2; round++) {
                ILoggingEvent event = logged.poll(TestUnit.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                String message = event.getFormattedMessage();
                assertTrue(message.contains("IllegalStateException at org.zizhu.fleet.RoundsTest.fail"), message);
                assertFalse(message.contains("张三"), message);
                assertNull(event.getThrowableProxy(), "it would print the words");
            }
        } finally {
            rounds.close();
            log.detachAppender(appender);
        }
    }

    private static void fail() {
        throw new IllegalStateException("the row of 张三");
    }
}
