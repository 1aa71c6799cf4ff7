package com.example.shop;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

final class Accounts {
  static final class Forbidden extends SecurityException {
    Forbidden(String user, String role) {
      super("User " + user + " needs the role " + role);
    }
  }

  static final class Invalid extends RuntimeException {
    Invalid(List<String> errors) {
      super(String.join("; ", errors));
    }
  }

  record User(String name, List<String> roles) {}

  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("account-forbidden", () -> new Accounts().open(new User("bo", List.of()), "admin"));
    bugs.put("account-invalid", () -> new Accounts().register(Map.of("email", "nobody")));
    bugs.put("account-base64", () -> new Accounts().token("%%%"));
    bugs.put("account-digest", () -> new Accounts().hash("MD99", "x"));
    bugs.put("account-key", () -> new Accounts().encrypt("short"));
    bugs.put("account-padding", () -> new Accounts().decrypt(new byte[17]));
    bugs.put("account-session", () -> new Accounts().session("6e0a1c52-18a4-4f5e-9a32-6a6f3d7a0b11"));
    bugs.put("account-clone", () -> new Accounts().copy());
    bugs.put("account-method", () -> new Accounts().property(new User("bo", List.of()), "getEmail"));
    bugs.put("account-access", () -> new Accounts().secret(Integer.valueOf(4)));
    bugs.put("account-interrupted", () -> new Accounts().waitForLogin());
    bugs.put("account-monitor", () -> new Accounts().signal());
  }

  String open(User user, String role) {
    require(user, role);
    return user.name();
  }

  private void require(User user, String role) {
    if (!user.roles().contains(role)) {
      throw new Forbidden(user.name(), role);
    }
  }

  Object register(Map<String, String> form) {
    return validate(form);
  }

  private Object validate(Map<String, String> form) {
    List<String> errors = new ArrayList<>();
    if (!form.get("email").contains("@")) {
      errors.add(form.get("email") + " is no address");
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return form;
  }

  byte[] token(String text) {
    return decode(text);
  }

  private byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  byte[] hash(String algorithm, String text) throws Exception {
    return digest(algorithm).digest(text.getBytes("UTF-8"));
  }

  private MessageDigest digest(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm);
  }

  Object encrypt(String key) throws Exception {
    return cipher(key.getBytes("UTF-8"), Cipher.ENCRYPT_MODE);
  }

  private Cipher cipher(byte[] key, int mode) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
    cipher.init(mode, new SecretKeySpec(key, "AES"));
    return cipher;
  }

  Object decrypt(byte[] data) throws Exception {
    return plain(cipher(new byte[16], Cipher.DECRYPT_MODE), data);
  }

  private byte[] plain(Cipher cipher, byte[] data) throws Exception {
    return cipher.doFinal(data);
  }

  Object session(String id) {
    return find(id).name();
  }

  private User find(String id) {
    throw new java.util.NoSuchElementException("No session " + id);
  }

  Object copy() throws CloneNotSupportedException {
    return duplicate();
  }

  private Object duplicate() throws CloneNotSupportedException {
    return super.clone();
  }

  Object property(Object bean, String getter) throws Exception {
    return invoke(bean, getter);
  }

  private Object invoke(Object bean, String getter) throws Exception {
    return bean.getClass().getMethod(getter).invoke(bean);
  }

  Object secret(Object holder) throws Exception {
    return read(holder);
  }

  private Object read(Object holder) throws Exception {
    var field = holder.getClass().getDeclaredField("value");
    field.setAccessible(true);
    return field.get(holder);
  }

  Object waitForLogin() throws Exception {
    Thread.currentThread().interrupt();
    return pause();
  }

  private Object pause() throws InterruptedException {
    Thread.sleep(1000);
    return null;
  }

  Object signal() {
    this.notifyAll();
    return null;
  }
}
