package org.zizhu.ui;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log of some days in files too, from which the centre may ask for a part. */
final class LogFile {

    private static final Logger log = LoggerFactory.getLogger(LogFile.class);

    private static final int DAYS = 4;
    private static final long FILE_BYTES = 1 << 20;
    private static final long ALL_BYTES = 8 * FILE_BYTES;

    private LogFile() {}

    /** Begins; the folder is made if it is not there, for its owner alone. Where it can't be, the unit goes without. */
    static void in(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            log.warn("the log can't be kept in files: {}", e.getClass().getSimpleName());
            return;
        }
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %logger{0} %msg%n");
        encoder.start();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve("kiosk.log").toString());
        file.setEncoder(encoder);
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(file);
        policy.setFileNamePattern(folder.resolve("kiosk.%d.%i.log").toString());
        policy.setMaxFileSize(new FileSize(FILE_BYTES));
        policy.setMaxHistory(DAYS);
        policy.setTotalSizeCap(new FileSize(ALL_BYTES));
        policy.start();
        file.setRollingPolicy(policy);
        file.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
    }
}
