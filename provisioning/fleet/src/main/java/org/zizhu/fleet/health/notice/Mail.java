package org.zizhu.fleet.health.notice;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;

/** Sends a mail in Chinese and English by SMTP (Angus Mail). Without the protection that is asked for, nothing is sent. */
final class Mail implements Channel {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    /** China has one time. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, String> GRADES =
            Map.of("down", "故障 down", "stuck", "卡死 stuck", "degraded", "降级 degraded");
    private static final Map<Message.Event, String> EVENTS = Map.of(
            Message.Event.RAISED, "告警 alarm",
            Message.Event.ESCALATED, "告警升级 nobody has taken it on",
            Message.Event.CLOSED, "告警解除 over");

    private final Session session;
    private final MailServer server;
    private final @Nullable String password;
    private final InternetAddress from;
    private final InternetAddress[] to;

    /** @throws IllegalArgumentException if an address is none */
    Mail(MailServer server, @Nullable String password, List<String> to, SSLContext tls) {
        this.server = server;
        this.password = password;
        try {
            this.from = new InternetAddress(server.from(), true);
            this.to = InternetAddress.parse(String.join(",", to), true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("no address of a mail: " + e.getRef(), e);
        }
        String milliseconds = Long.toString(ANSWERS_WITHIN.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", milliseconds);
        properties.put("mail.smtp.timeout", milliseconds);
        properties.put("mail.smtp.writetimeout", milliseconds);
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
        // One address that is wrong must not keep it from the others.
        properties.put("mail.smtp.sendpartial", "true");
        switch (server.protection()) {
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        this.session = Session.getInstance(properties);
    }

    @Override
    public void send(String id, Message message) throws NotDelivered {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mail = mail(id, message);
            transport.connect(server.host(), server.port(), server.user(), password);
            transport.sendMessage(mail, to);
        } catch (SendFailedException e) {
            if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
                throw new NotDelivered("mail-refused", e);
            }
        } catch (AuthenticationFailedException e) {
            throw new NotDelivered("mail-not-let-in", e);
        } catch (MessagingException e) {
            throw new NotDelivered(e.getCause() instanceof SSLException ? "not-trusted" : "mail-not-sent", e);
        }
    }

    private MimeMessage mail(String id, Message message) throws MessagingException {
        String sender = from.getAddress();
        MimeMessage mail = new MimeMessage(session) {
            /** The same each time it is tried, so that a mailbox may know it. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + sender.substring(sender.indexOf('@')) + ">");
            }
        };
        mail.setFrom(from);
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, (Address[]) to);
        mail.setSentDate(Date.from(Instant.parse(message.at())));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSubject(subject(message), StandardCharsets.UTF_8.name());
        mail.setText(text(message), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    private static String subject(Message message) {
        return "[" + EVENTS.get(message.event()) + "] " + where(message) + " " + message.chinese() + " "
                + message.english() + " #" + message.number();
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        line(text, "告警 Alarm", "#" + message.number() + " " + EVENTS.get(message.event()));
        line(text, "规则 Rule", message.chinese() + " " + message.english() + " (" + message.rule() + ")");
        line(text, "级别 Grade", GRADES.getOrDefault(message.grade(), message.grade()));
        line(text, "终端 Unit", where(message));
        line(text, "区划 Division", message.division());
        line(
                text,
                "对象 What",
                message.name().equals("-") ? "整机 the unit" : message.kind() + " " + named(message, message.name()));
        line(text, "原因 Reason", String.join(", ", message.reasons()));
        line(
                text,
                "影响 Effect",
                message.effects().stream()
                        .map(effect -> effect.equals("-") ? "整机 whole unit" : named(message, effect))
                        .collect(Collectors.joining(", ")));
        line(text, "开始 Since", moment(message.since()));
        line(text, "告警时间 Raised", moment(message.raised()));
        line(text, "已受理 Acknowledged by", message.acknowledgedBy() == null ? "" : message.acknowledgedBy());
        line(text, "解除 Over", message.closed() == null ? "" : moment(message.closed()));
        return text.toString();
    }

    private static String named(Message message, String keyword) {
        Fact.Name name = message.names().get(keyword);
        return name == null ? keyword : name.zh() + " " + name.en();
    }

    private static void line(StringBuilder text, String what, String value) {
        if (!value.isEmpty()) {
            text.append(what).append(": ").append(value).append("\r\n");
        }
    }

    private static String where(Message message) {
        return message.unit() == null ? message.division() + " (" + message.units() + " 台 units)" : message.unit();
    }

    private static String moment(String time) {
        return MOMENT.format(Instant.parse(time).atOffset(ZONE));
    }
}
