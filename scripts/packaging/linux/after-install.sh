#!/bin/sh
# After the deb is installed; electron-builder fills in the names. The command is the launcher, which knows window and command line.
launcher='/opt/${sanitizedProductName}/resources/bin/dropmill'
if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --install '/usr/bin/${executable}' '${executable}' "$launcher" 100
else
  ln -sf "$launcher" '/usr/bin/${executable}'
fi

# Chromium's sandbox: with the helper that is setuid root only where the kernel gives users no namespaces.
if [ -L /proc/self/ns/user ] && unshare --user true; then
  chmod 0755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
else
  chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox' || true
fi

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi

# Ubuntu 24 and later keep user namespaces from programs without a profile; an older AppArmor does not read this one.
profile='/opt/${sanitizedProductName}/resources/apparmor-profile'
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}'
  fi
fi
exit 0
