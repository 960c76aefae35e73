; Explorer's "Send to", which hands over all selected files at once, and its own menu, which starts the app once for each file:
; the app gathers those starts (main/opened/opened-files.ts). All of it is the user's own, so no administrator is needed.

!macro dropmillVerb CLASS NAME TITLE
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "" "${TITLE} with Dropmill"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "MultiSelectModel" "Player"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --${NAME} -- "%1"'
!macroend

!macro dropmillNoVerb CLASS NAME
  DeleteRegKey HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}\shell"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}"
!macroend

!macro dropmillArchives ACTION
  !insertmacro ${ACTION} "SystemFileAssociations\.zip"
  !insertmacro ${ACTION} "SystemFileAssociations\.7z"
  !insertmacro ${ACTION} "SystemFileAssociations\.rar"
  !insertmacro ${ACTION} "SystemFileAssociations\.tar"
  !insertmacro ${ACTION} "SystemFileAssociations\.gz"
  !insertmacro ${ACTION} "SystemFileAssociations\.tgz"
  !insertmacro ${ACTION} "SystemFileAssociations\.zst"
  !insertmacro ${ACTION} "SystemFileAssociations\.xz"
  !insertmacro ${ACTION} "SystemFileAssociations\.bz2"
!macroend

!macro dropmillExtract CLASS
  !insertmacro dropmillVerb "${CLASS}" "extract" "Extract"
!macroend

!macro dropmillNoExtract CLASS
  !insertmacro dropmillNoVerb "${CLASS}" "extract"
!macroend

!macro customInstall
  CreateShortCut "$SENDTO\Zip with Dropmill.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--zip"
  CreateShortCut "$SENDTO\Resize with Dropmill.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--resize"
  CreateShortCut "$SENDTO\Extract with Dropmill.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--extract"
  !insertmacro dropmillVerb "*" "zip" "Zip"
  !insertmacro dropmillVerb "Directory" "zip" "Zip"
  !insertmacro dropmillVerb "SystemFileAssociations\image" "resize" "Resize"
  !insertmacro dropmillVerb "Directory" "resize" "Resize"
  !insertmacro dropmillArchives dropmillExtract
!macroend

!macro customUnInstall
  Delete "$SENDTO\Zip with Dropmill.lnk"
  Delete "$SENDTO\Resize with Dropmill.lnk"
  Delete "$SENDTO\Extract with Dropmill.lnk"
  !insertmacro dropmillNoVerb "*" "zip"
  !insertmacro dropmillNoVerb "Directory" "zip"
  !insertmacro dropmillNoVerb "SystemFileAssociations\image" "resize"
  !insertmacro dropmillNoVerb "Directory" "resize"
  !insertmacro dropmillArchives dropmillNoExtract
  DeleteRegKey /ifempty HKCU "Software\Classes\SystemFileAssociations"
!macroend
