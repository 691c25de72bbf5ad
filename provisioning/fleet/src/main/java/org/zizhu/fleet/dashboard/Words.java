package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.overview.Mood;
import tools.jackson.databind.JsonNode;

/**
 * The reader's language, and how this page says things in it.
 *
 * @param now the moment of the page
 */
public record Words(boolean english, Instant now) {

    /** China has one time. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private static final DateTimeFormatter EXACTLY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private record Both(String chinese, String english) {}

    /** The contract's words that people meet; others are shown as they are, for they are names. */
    private static final Map<String, Both> KNOWN = Map.ofEntries(
            Map.entry("inService", new Both("服务中", "in service")),
            Map.entry("outOfService", new Both("暂停服务", "out of service")),
            Map.entry("maintenance", new Both("维护中", "maintenance")),
            Map.entry("starting", new Both("正在启动", "starting")),
            Map.entry("stopping", new Both("正在关闭", "stopping")),
            Map.entry("stuck", new Both("卡死", "stuck")),
            Map.entry("online", new Both("正常", "online")),
            Map.entry("offline", new Both("离线", "offline")),
            Map.entry("powerOff", new Both("断电", "power off")),
            Map.entry("noDevice", new Both("未连接", "no device")),
            Map.entry("hardwareError", new Both("硬件故障", "hardware error")),
            Map.entry("userError", new Both("待人处理", "user error")),
            Map.entry("deviceBusy", new Both("忙", "busy")),
            Map.entry("fraudAttempt", new Both("疑似破坏", "fraud attempt")),
            Map.entry("up", new Both("通", "up")),
            Map.entry("down", new Both("断", "down")),
            Map.entry("available", new Both("可办", "available")),
            Map.entry("degraded", new Both("部分可办", "degraded")),
            Map.entry("unavailable", new Both("不能办", "unavailable")),
            Map.entry("closed", new Both("已关闭", "closed")),
            Map.entry("ordered", new Both("已下达", "ordered")),
            Map.entry("received", new Both("已送达", "received")),
            Map.entry("lapsed", new Both("过期未执行", "lapsed")),
            Map.entry("started", new Both("执行中", "started")),
            Map.entry("done", new Both("完成", "done")),
            Map.entry("failed", new Both("失败", "failed")),
            Map.entry("refused", new Both("拒绝", "refused")),
            Map.entry("expired", new Both("已过期", "expired")),
            Map.entry("awaited", new Both("待入网", "awaited")),
            Map.entry("enrolled", new Both("已入网", "enrolled")),
            Map.entry("revoked", new Both("已吊销", "revoked")),
            Map.entry("quarantined", new Both("已隔离", "quarantined")),
            Map.entry("paper", new Both("纸张", "paper")),
            Map.entry("toner", new Both("墨粉", "toner")),
            Map.entry("receiptRoll", new Both("凭条纸", "receipt roll")),
            Map.entry("cards", new Both("卡片", "cards")),
            Map.entry("blanks", new Both("空白证照", "blanks")),
            Map.entry("close-unit", new Both("暂停服务", "close the unit")),
            Map.entry("open-unit", new Both("恢复服务", "open the unit")),
            Map.entry("close-service", new Both("关闭事项", "close a service")),
            Map.entry("open-service", new Both("开放事项", "open a service")),
            Map.entry("self-test", new Both("设备自检", "test a device")),
            Map.entry("power-cycle", new Both("断电重启设备", "power-cycle a device")),
            Map.entry("fetch-logs", new Both("取运行记录", "fetch its log")),
            Map.entry("screenshot", new Both("取屏幕画面", "picture of its display")),
            Map.entry("in-use", new Both("有人在办事", "somebody is being served")),
            Map.entry("not-delivered", new Both("没有传到中心", "it did not reach the centre")),
            Map.entry("unsupported", new Both("这台终端不会做", "this unit can't do it")),
            Map.entry("unknown-device", new Both("没有这个设备", "no such device")),
            Map.entry("unknown-service", new Both("没有这个事项", "no such service")),
            Map.entry("no-relay", new Both("设备没有接继电器", "no relay is wired to it")),
            Map.entry("device-silent", new Both("设备没有恢复", "it has not come back")),
            Map.entry("interrupted", new Both("被断电打断", "cut short by the power")),
            Map.entry("closed-by-staff", new Both("现场人员已暂停服务", "closed by staff on the spot")),
            Map.entry("success", new Both("正常", "passed")),
            Map.entry("restart", new Both("重启软件", "restart")),
            Map.entry("show-notice", new Both("显示公告", "show a notice")),
            Map.entry("agree-difference", new Both("核准清点差异", "agree to a count")),
            Map.entry("nothing-to-agree-to", new Both("没有等待核准的清点", "no count waits for it")),
            Map.entry("another-count", new Both("现场清点的数目不同", "the unit has another count")),
            Map.entry("books-moved", new Both("清点之后又有进出", "something has moved since the count")),
            Map.entry("unknown-store", new Both("没有这个仓", "no such store")),
            Map.entry("not-ordered", new Both("未下达", "not ordered")),
            Map.entry("stopped", new Both("已叫停", "stopped")),
            Map.entry("waiting", new Both("待受理", "waiting")),
            Map.entry("released", new Both("待送达", "on its way")),
            Map.entry("sent", new Both("已送达", "sent")),
            Map.entry("applied", new Both("已生效", "in force")),
            Map.entry("superseded", new Both("已被取代", "superseded")),
            Map.entry("trying", new Both("先行试用", "with the first units")),
            Map.entry("spreading", new Both("正在下发", "going out")),
            Map.entry("complete", new Both("已全部下发", "out to all")),
            Map.entry("by-operator", new Both("人工叫停", "by an operator")),
            Map.entry("unit-refused", new Both("有终端拒绝", "a unit refused")),
            Map.entry("unit-failed", new Both("有终端失败", "a unit failed")),
            Map.entry("signature-wrong", new Both("签名不对", "the signature is wrong")),
            Map.entry("too-large", new Both("太大", "too large")),
            Map.entry("older-version", new Both("比现有版本旧", "older than what it has")),
            Map.entry("malformed", new Both("格式不对", "malformed")),
            Map.entry("unknown-key", new Both("终端软件没有这一项", "its software has no such key")),
            Map.entry("unknown-item", new Both("终端没有这个事项", "it has no such item")),
            Map.entry("value-wrong", new Both("取值不合规定", "the value is out of bounds")),
            Map.entry("catalogue-wrong", new Both("终端软件读不懂事项目录", "its software can't read the catalogue")),
            Map.entry("not-stored", new Both("终端磁盘存不下", "its disk can't store it")),
            Map.entry("acknowledged", new Both("已受理", "acknowledged")),
            Map.entry("viewer", new Both("查看员", "viewer")),
            Map.entry("operator", new Both("值班员", "operator")),
            Map.entry("engineer", new Both("工程师", "engineer")),
            Map.entry("administrator", new Both("管理员", "administrator")));

    public String say(String chinese, String inEnglish) {
        return english ? inEnglish : chinese;
    }

    /** A word of the contract, as people say it. */
    public String word(String keyword) {
        Both known = KNOWN.get(keyword);
        return known == null ? keyword : say(known.chinese, known.english);
    }

    public String mood(Mood mood) {
        return switch (mood) {
            case BARRED -> say("吊销或隔离", "barred");
            case AWAY -> say("失联", "not heard");
            case DOWN -> say("不在服务", "not serving");
            case CARE -> say("部分事项不能办", "not all services");
            case WELL -> say("一切正常", "well");
            case AWAITED -> say("待入网", "awaited");
        };
    }

    /** How far a configuration has come with a unit. */
    public String stage(String stage) {
        return stage.equals("waiting") ? say("未下发", "not out yet") : word(stage);
    }

    public String stageMood(String stage) {
        return switch (stage) {
            case "applied" -> "well";
            case "refused", "failed" -> "down";
            case "released", "sent" -> "care";
            default -> "awaited";
        };
    }

    public String mood(Configuration one) {
        return switch (one.standing()) {
            case COMPLETE -> "well";
            case STOPPED -> "down";
            case TRYING, SPREADING -> "care";
        };
    }

    /** Why a configuration does not go on. */
    public String why(String reason, @Nullable String about) {
        return about == null ? word(reason) : word(reason) + say("：", ": ") + about;
    }

    public String version(long version) {
        return version == 0 ? say("终端自带", "its own") : "#" + version;
    }

    /** What a version goes back to; only of one that does. */
    public String rolledBack(Configuration one) {
        return say("退回：", "back to ") + version(one.former() == null ? 0 : one.former());
    }

    public String grade(Grade grade) {
        return switch (grade) {
            case DOWN -> say("故障", "down");
            case STUCK -> say("卡死", "stuck");
            case DEGRADED -> say("降级", "degraded");
        };
    }

    /** What a rule of the alarms is called. */
    public String rule(String keyword) {
        return Rulebook.title(keyword)
                .map(title -> say(title.chinese(), title.english()))
                .orElse(keyword);
    }

    /** Why a command has ended as it did, or what it has found. */
    public String outcome(Command command) {
        String reason = command.reason();
        String result = command.result();
        if (reason != null) {
            return word(reason);
        }
        return result == null
                ? ""
                : Json.read(result, JsonNode.class).map(JsonNode::propertyStream).stream()
                        .flatMap(found -> found)
                        .map(found -> found.getKey().equals("bytes")
                                ? found.getValue().asLong() / 1024 + " KB"
                                : word(found.getValue().asString()))
                        .collect(Collectors.joining(", "));
    }

    /** Why there is an alarm. */
    public String reasons(Alarm alarm) {
        return alarm.reasons().stream().map(this::word).collect(Collectors.joining(", "));
    }

    public String language() {
        return english ? "en" : "zh-CN";
    }

    /** The day and minute. */
    public String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZONE));
    }

    /** For a table: date and time, to be reckoned with; empty for never. */
    public String exactly(@Nullable Instant at) {
        return at == null ? "" : EXACTLY.format(at.atOffset(ZONE));
    }

    /** For how long what is left will do. */
    public String lasts(OptionalLong hours) {
        if (hours.isEmpty()) {
            return "";
        }
        long left = hours.getAsLong();
        return left < 48
                ? say("约可用 " + left + " 小时", "about " + left + " h left")
                : say("约可用 " + left / 24 + " 天", "about " + left / 24 + " d left");
    }

    /** How long it has been so, in its largest unit. */
    public String since(Instant at) {
        Duration past = Duration.between(at, now);
        if (past.toDays() > 0) {
            return say(past.toDays() + " 天", past.toDays() + " d");
        }
        if (past.toHours() > 0) {
            return say(past.toHours() + " 小时", past.toHours() + " h");
        }
        if (past.toMinutes() > 0) {
            return say(past.toMinutes() + " 分钟", past.toMinutes() + " min");
        }
        return say("刚才", "just now");
    }

    /** The same as a length, where a word such as “for” stands before it. */
    public String lasting(Instant at) {
        return Duration.between(at, now).toMinutes() > 0 ? since(at) : say("不到 1 分钟", "less than a minute");
    }

    public String units(long many) {
        return say(many + " 台", many == 1 ? "1 unit" : many + " units");
    }
}
